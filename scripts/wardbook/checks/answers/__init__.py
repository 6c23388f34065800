"""Rules about answers: whom they are for, and what a reader reads of them."""

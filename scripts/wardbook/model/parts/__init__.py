"""Parts that records share: eligibility, ratings, workflow, review, routes."""

"""Development tools, no tests and no part of the package: Lighthouse and the Nu HTML Checker on a built site."""

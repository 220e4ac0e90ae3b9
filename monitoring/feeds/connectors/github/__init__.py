"""GitHub: the issues and pull requests of a product's repository with what is said below them, or a search for issues anywhere.

Facts it is built on: https://docs.github.com/en/rest/issues and https://docs.github.com/en/rest/using-the-rest-api.
"""

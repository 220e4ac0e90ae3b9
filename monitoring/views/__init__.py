"""Pages of monitoring: thin, each calls the services that the API calls."""

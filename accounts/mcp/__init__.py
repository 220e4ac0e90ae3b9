"""The server that assistants connect to (Model Context Protocol): it reads, and does the careful acts, through the API alone.

Pure of Django and of every other room: each tool is one or more calls of Firebreak's own REST API with the key it was given, so who may
see and do what is decided there. Start with `operations` (all that may ever be called), then `reading` and `acting` (the tools).
"""

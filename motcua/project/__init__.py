"""The place that knows everything: settings, urls, wsgi, command line."""

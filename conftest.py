"""What every test may ask for: databases, a server, a browser, the cast."""

from importlib.util import find_spec

pytest_plugins = ["tests.databases", "tests.servers", "tests.browsers"]
if find_spec("tests.cast") is not None:
    pytest_plugins.append("tests.cast")

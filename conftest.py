"""What every test may ask for: databases, a server, a browser, the cast; and how long random tests look for trouble."""

from importlib.util import find_spec

import hypothesis
import pytest

pytest_plugins = ["tests.databases", "tests.servers", "tests.browsers"]
if find_spec("tests.cast") is not None:
    pytest_plugins.append("tests.cast")

# no deadline: on a busy machine a slow example is no mistake
hypothesis.settings.register_profile("usual", deadline=None, max_examples=30, derandomize=True)
hypothesis.settings.register_profile("soak", deadline=None, max_examples=3000)


def pytest_configure(config: pytest.Config) -> None:
    """Let random tests run long only where long tests were asked for, and let tests have pages of their own."""
    hypothesis.settings.load_profile("soak" if config.option.markexpr == "soak" else "usual")

    from motcua.project import audiences

    audiences.OTHERS["motcua.ui.tests"] = "everybody"

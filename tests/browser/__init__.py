"""What tests in a real browser share: the axe-core checks (MPL-2.0, axe.LICENSE.txt), unchanged from npm."""

"""The demonstration's dossiers: twelve months of a province, played day by day through the real actions."""

from motcua.project.demo.fill import BEGINS, fill, is_full

__all__ = ["BEGINS", "fill", "is_full"]

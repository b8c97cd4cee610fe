"""The settings screen: what holds for every study on this computer."""

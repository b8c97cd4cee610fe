"""Read any recording as 16 kHz mono sound, and say what of it is missing."""

"""Find what may identify: merge what detectors say, carry names through the study, sweep up what is left."""

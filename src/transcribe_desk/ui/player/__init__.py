"""Play an interview's sound and show it: the player, the waveform, the bar above a transcript."""

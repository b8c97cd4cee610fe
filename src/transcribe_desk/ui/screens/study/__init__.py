"""The study screen: interviews, participants and organisations, and recordings coming in."""

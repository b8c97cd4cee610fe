"""Write files that coding tools import, from released transcripts only."""

"""Write what a paper says about the whole study: its participants, its methods, who codes what."""

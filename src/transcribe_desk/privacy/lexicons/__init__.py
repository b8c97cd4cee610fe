"""Know words beforehand: names and places of the world, ordinary English, clinical talk, common false alarms."""

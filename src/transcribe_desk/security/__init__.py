"""Keep this process off the network, and show that it is."""

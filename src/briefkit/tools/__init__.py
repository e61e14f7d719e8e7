"""Programs and libraries outside briefkit: found by probes, called with a time bound, never trusted."""

"""The log screen: the audit trail, the papers made from it, and the keeping of sound."""

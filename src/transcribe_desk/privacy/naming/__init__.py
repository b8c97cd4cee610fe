"""Tell what names whom: match names, judge likeness, group mentions into the entities of the study."""

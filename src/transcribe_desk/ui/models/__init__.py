"""Give values of the study to Qt's views."""

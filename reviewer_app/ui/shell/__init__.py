"""The main window, the rail, and the bridge to the lane."""

"""An invented newsroom of any size, to try and to measure with. Nothing in it is or resembles anybody's story."""

"""Random walks through a whole course: everybody tries everything, and the guards of rulebook 4.3 hold."""

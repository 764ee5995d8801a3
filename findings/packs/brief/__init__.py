"""A brief: a pack on two pages for whoever decides, with room for what the council answers."""

"""Whatever is sent to an address of ours: signed or not, of a sender we know or mapped by an example."""

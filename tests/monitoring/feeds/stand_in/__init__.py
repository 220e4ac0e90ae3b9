"""A platform the house has never heard of, in the three ways posts come: what a new connector is made of, in one package."""

"""geopol tags geopolitical text: themes, entities, dates as calendar intervals, and the countries meant."""

"""A class: who is in it, the variant each one gets, the key for whoever teaches."""

"""The weights of what extraction learned, and how they are applied. In: features. Out: probabilities."""

"""Templates of labels and papers: plain data with named holes, nothing that runs."""

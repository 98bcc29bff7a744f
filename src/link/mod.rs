//! 3. Records of all documents → the same event, talk and person, with the evidence.

//! The domain of Premura: pure functions and types. Nothing here does I/O, reads a clock,
//! touches a DOM or knows of Workers; time and randomness come in as arguments.

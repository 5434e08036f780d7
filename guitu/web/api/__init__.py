"""The same house for programs: what pages show and take, as JSON, through the same door."""

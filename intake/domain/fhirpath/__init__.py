"""FHIRPath by fhirpathpy, with what it lacks. Come in through intake.domain.expressions only."""

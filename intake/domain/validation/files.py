"""Attachments and references: what kind of thing they are, and how large."""

from __future__ import annotations

import re
from typing import Any

from intake.domain.validation.definition import STRUCTURE, Question
from intake.domain.validation.issues import Findings, Kind, Path
from intake.domain.validation.primitives import NOT_IN_ADDRESSES, number

MIME_TYPE, MAX_SIZE = f"{STRUCTURE}mimeType", f"{STRUCTURE}maxSize"
RESOURCE_TYPE = f"{STRUCTURE}questionnaire-referenceResource"
# Type/id, with or without a base and a version; Type?search in bundles.
REFERENCE = re.compile(
    r"(?:https?://\S+?/)?(?P<type>[A-Z][A-Za-z]+)(?:/[A-Za-z0-9.-]{1,64}|\?\S+)(?:/_history/\S+)?"
)
LONGEST = 2_000
OTHER_SCHEMES = re.compile(r"#.+|urn:(?:uuid|oid):.+|https?://\S+")
_RESOURCE_TYPES = """
Account ActivityDefinition AdverseEvent AllergyIntolerance Appointment AppointmentResponse
AuditEvent Basic Binary BiologicallyDerivedProduct BodyStructure Bundle CapabilityStatement
CarePlan CareTeam CatalogEntry ChargeItem ChargeItemDefinition Claim ClaimResponse
ClinicalImpression CodeSystem Communication CommunicationRequest CompartmentDefinition
Composition ConceptMap Condition Consent Contract Coverage CoverageEligibilityRequest
CoverageEligibilityResponse DetectedIssue Device DeviceDefinition DeviceMetric DeviceRequest
DeviceUseStatement DiagnosticReport DocumentManifest DocumentReference EffectEvidenceSynthesis
Encounter Endpoint EnrollmentRequest EnrollmentResponse EpisodeOfCare EventDefinition Evidence
EvidenceVariable ExampleScenario ExplanationOfBenefit FamilyMemberHistory Flag Goal
GraphDefinition Group GuidanceResponse HealthcareService ImagingStudy Immunization
ImmunizationEvaluation ImmunizationRecommendation ImplementationGuide InsurancePlan Invoice
Library Linkage List Location Measure MeasureReport Media Medication MedicationAdministration
MedicationDispense MedicationKnowledge MedicationRequest MedicationStatement MedicinalProduct
MedicinalProductAuthorization MedicinalProductContraindication MedicinalProductIndication
MedicinalProductIngredient MedicinalProductInteraction MedicinalProductManufactured
MedicinalProductPackaged MedicinalProductPharmaceutical MedicinalProductUndesirableEffect
MessageDefinition MessageHeader MolecularSequence NamingSystem NutritionOrder Observation
ObservationDefinition OperationDefinition OperationOutcome Organization OrganizationAffiliation
Parameters Patient PaymentNotice PaymentReconciliation Person PlanDefinition Practitioner
PractitionerRole Procedure Provenance Questionnaire QuestionnaireResponse RelatedPerson
RequestGroup ResearchDefinition ResearchElementDefinition ResearchStudy ResearchSubject
RiskAssessment RiskEvidenceSynthesis Schedule SearchParameter ServiceRequest Slot Specimen
SpecimenDefinition StructureDefinition StructureMap Subscription Substance SubstanceNucleicAcid
SubstancePolymer SubstanceProtein SubstanceReferenceInformation SubstanceSourceMaterial
SubstanceSpecification SupplyDelivery SupplyRequest Task TerminologyCapabilities TestReport
TestScript ValueSet VerificationResult VisionPrescription
"""
RESOURCE_TYPES = frozenset(_RESOURCE_TYPES.split())


def check_attachment(question: Question, value: Any, path: Path, findings: Findings) -> None:
    if not isinstance(value, dict):
        return
    data = value.get("data")
    has_data = isinstance(data, str)
    size = _size(data) if isinstance(data, str) else None
    stated = value.get("size")
    if size is not None and type(stated) is int and stated != size:
        text = f"The stated size of {stated} bytes is not the actual size of {size} bytes."
        findings.error(Kind.STRUCTURE, "attachmentSizeInconsistent", text, path)
    _check_type(question, value, has_data, path, findings)
    found = size if size is not None else stated if type(stated) is int else None
    most = number(question.value(MAX_SIZE))
    if found is not None and most is not None and found > most > 0:
        text = f"The attachment is too large (allowed = {most}, found = {found})."
        findings.error(Kind.REQUIRED, "maxAttachmentSize", text, path)


def _check_type(
    question: Question, value: dict[str, Any], has_data: bool, path: Path, findings: Findings
) -> None:
    given = value.get("contentType")
    allowed = [each for each in question.values(MIME_TYPE) if isinstance(each, str)]
    if not isinstance(given, str):
        if allowed or has_data:
            text = "The attachment needs its contentType."
            findings.error(Kind.REQUIRED, "invalidAttachmentType", text, path)
        return
    if allowed and not any(_is_type(given, each) for each in allowed):
        text = (
            f"The mime type {given} is not valid for this answer (allowed: {', '.join(allowed)})."
        )
        findings.error(Kind.REQUIRED, "invalidAttachmentType", text, path)


def _is_type(given: str, allowed: str) -> bool:
    """Say whether a mime type is what is allowed, where image/* allows every image."""
    kind, wanted = given.partition(";")[0].strip().casefold(), allowed.strip().casefold()
    if wanted.endswith("/*"):
        return kind.startswith(wanted[:-1])
    return wanted in ("*", kind, given.strip().casefold())


def _size(data: str) -> int:
    """Return how many bytes a base64 text stands for, without making them."""
    letters = len(data) - sum(data.count(space) for space in " \t\r\n") - data.count("=")
    return letters * 3 // 4


def check_reference(question: Question, value: Any, path: Path, findings: Findings) -> None:
    """A reference leads to a resource of a type that R4 knows and the question allows."""
    reference = value.get("reference") if isinstance(value, dict) else None
    if not isinstance(reference, str):
        return
    match = REFERENCE.fullmatch(reference[:LONGEST])
    is_address = match or OTHER_SCHEMES.fullmatch(reference)
    if len(reference) > LONGEST or NOT_IN_ADDRESSES.search(reference) or not is_address:
        text = f"'{reference[:200]}' is not a reference to a resource."
        findings.error(Kind.INVALID, "invalidRefValue", text, path)
        return
    kind = match["type"] if match else ""
    allowed = [each for each in question.values(RESOURCE_TYPE) if isinstance(each, str)]
    if kind and kind not in RESOURCE_TYPES:
        text = f"'{reference[:200]}' refers to no type of resource of FHIR R4."
        findings.error(Kind.INVARIANT, "invalidRefResourceType", text, path)
    elif kind and allowed and kind not in allowed:
        text = f"'{reference[:200]}' does not refer to: {', '.join(allowed)}."
        findings.error(Kind.INVARIANT, "invalidRefResourceTypeRestriction", text, path)

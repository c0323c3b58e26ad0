"""Which codes a question's value set holds, and what can be said where that is not known."""

from __future__ import annotations

import pytest

from intake.domain.terminology import Coding, Membership, ValueSets, bundled, judge_alone

VESSELS = {
    "resourceType": "ValueSet",
    "id": "vessels",
    "url": "http://clinic.example/vessels",
    "version": "2",
    "compose": {
        "include": [
            {
                "system": "http://clinic.example/vessel",
                "concept": [
                    {"code": "vein", "display": "Vein", "designation": [{"value": "Vene"}]},
                    {"code": "artery", "display": "Artery"},
                ],
            }
        ]
    },
}


def vessel(code: str, display: str = "") -> Coding:
    return Coding("http://clinic.example/vessel", code, display)


def value_set(url: str, include: list[dict], exclude: list[dict] | None = None) -> dict:
    compose = {"include": include, "exclude": exclude or []}
    return {"resourceType": "ValueSet", "url": url, "compose": compose}


def test_a_supplied_set_lists_its_codes_in_order():
    found = ValueSets([VESSELS]).find("http://clinic.example/vessels")

    assert found == (vessel("vein", "Vein"), vessel("artery", "Artery"))


def test_a_set_is_found_by_its_version_and_not_by_another():
    sets = ValueSets([VESSELS])

    assert sets.find("http://clinic.example/vessels|2")
    assert sets.find("http://clinic.example/vessels|1") is None


def test_a_contained_set_goes_by_its_id():
    sets = ValueSets(contained=[VESSELS])

    assert len(sets.find("#vessels") or ()) == 2
    assert sets.find("#others") is None


def test_a_bundle_brings_the_sets_in_it():
    bundle = {"resourceType": "Bundle", "entry": [{"resource": VESSELS}]}

    assert ValueSets([bundle]).find("http://clinic.example/vessels")


def test_sets_build_on_sets_and_leave_out():
    only_veins = value_set(
        "http://clinic.example/veins",
        [{"valueSet": ["http://clinic.example/vessels"]}],
        [{"system": "http://clinic.example/vessel", "concept": [{"code": "artery"}]}],
    )

    found = ValueSets([VESSELS, only_veins]).find("http://clinic.example/veins")

    assert found == (vessel("vein", "Vein"),)


def test_a_whole_code_system_is_known_where_it_is_supplied():
    system = {
        "resourceType": "CodeSystem",
        "url": "http://clinic.example/vessel",
        "content": "complete",
        "concept": [{"code": "vein", "concept": [{"code": "great-saphenous", "display": "GSV"}]}],
    }
    everything = value_set("http://clinic.example/all", [{"system": system["url"]}])

    assert ValueSets([everything]).find("http://clinic.example/all") is None
    assert ValueSets([everything, system]).find("http://clinic.example/all") == (
        vessel("vein"),
        vessel("great-saphenous", "GSV"),
    )


def test_an_expansion_is_what_there_is_to_choose_from():
    expanded = {
        **VESSELS,
        "expansion": {
            "contains": [
                {
                    "abstract": True,
                    "code": "any",
                    "contains": [{"system": "http://clinic.example/vessel", "code": "vein"}],
                }
            ]
        },
    }

    assert ValueSets([expanded]).find("http://clinic.example/vessels") == (vessel("vein"),)


def test_sets_that_stand_on_one_another_in_a_circle_are_not_known():
    one = value_set("http://clinic.example/1", [{"valueSet": ["http://clinic.example/2"]}])
    two = value_set("http://clinic.example/2", [{"valueSet": ["http://clinic.example/1"]}])

    assert ValueSets([one, two]).find("http://clinic.example/1") is None


@pytest.mark.parametrize(
    ("coding", "expected"),
    [
        (vessel("vein"), Membership.INSIDE),
        (vessel("vein", " VEIN"), Membership.INSIDE),
        (vessel("vein", "Vene"), Membership.INSIDE),
        (vessel("vein", "Artery"), Membership.MISNAMED),
        (vessel("nerve"), Membership.OUTSIDE),
        (Coding("http://elsewhere.example", "vein"), Membership.OUTSIDE),
    ],
)
def test_a_code_is_inside_outside_or_misnamed(coding, expected):
    codes = ValueSets([VESSELS]).codes("http://clinic.example/vessels")

    assert codes is not None
    assert codes.judge(coding) == expected


def test_a_unit_is_no_country_though_not_every_region_is_known():
    codes = ValueSets().codes("http://hl7.org/fhir/ValueSet/jurisdiction|4.0.1")

    assert codes is not None
    assert codes.judge(Coding("http://unitsofmeasure.org", "km")) == Membership.OUTSIDE
    assert codes.judge(Coding("urn:iso:std:iso:3166:-2", "AU-NSW")) == Membership.UNKNOWN
    assert codes.judge(Coding("urn:iso:std:iso:3166", "BD", "Australia")) == Membership.MISNAMED


@pytest.mark.parametrize("canonical", sorted(bundled()))
def test_every_bundled_set_has_something_to_choose_with_words(canonical):
    found = ValueSets().find(canonical)

    assert found
    assert all(coding.system and coding.code and coding.display for coding in found)
    assert len({(coding.system, coding.code) for coding in found}) == len(found)


def test_a_code_can_be_judged_by_its_system_alone():
    item_type = "http://hl7.org/fhir/item-type"

    assert judge_alone(Coding(item_type, "boolean", "Boolean")) == Membership.INSIDE
    assert judge_alone(Coding(item_type, "boolean", "String")) == Membership.MISNAMED
    assert judge_alone(Coding(item_type, "colour")) == Membership.OUTSIDE
    assert judge_alone(Coding("urn:iso:std:iso:3166", "AUS")) == Membership.INSIDE
    assert judge_alone(Coding("http://elsewhere.example", "x")) == Membership.UNKNOWN


@pytest.mark.parametrize("broken", [None, 3, [], {"include": 3}, {"include": [{"valueSet": 3}]}])
def test_a_broken_set_is_not_known(broken):
    document = {"resourceType": "ValueSet", "url": "http://clinic.example/x", "compose": broken}

    assert ValueSets([document]).find("http://clinic.example/x") is None

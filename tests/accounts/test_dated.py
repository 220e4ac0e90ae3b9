"""Rows that say when they were last written, whichever way that was."""

from datetime import UTC, datetime

from accounts.brands.models import Contact
from accounts.dated import stamp, touch
from accounts.models import AccessLog, Membership
from tests.world import World

OLD = datetime(2020, 1, 1, tzinfo=UTC)


def _contact(world: World) -> Contact:
    made: Contact = Contact.objects.create(brand=world.alder, name="Clara", function="Speaks", email="c@alder.example")
    return made


def _aged(row: Contact) -> Contact:
    """As if it had last been written long ago."""
    Contact.objects.filter(pk=row.pk).update(updated_at=OLD)
    return Contact.objects.get(pk=row.pk)


def test_a_new_row_has_the_time_of_its_making_at_once(world: World) -> None:
    made = _contact(world)
    assert made.updated_at == Contact.objects.get(pk=made.pk).updated_at > OLD


def test_saving_stamps_a_row_and_shows_the_new_time(world: World) -> None:
    row = _aged(_contact(world))
    row.name = "Cleo"
    row.save()
    assert row.updated_at == Contact.objects.get(pk=row.pk).updated_at > OLD


def test_saving_some_fields_stamps_a_row_too(world: World) -> None:
    row = _aged(_contact(world))
    row.name, row.note = "Cleo", "not saved"
    row.save(update_fields=["name"])
    found = Contact.objects.get(pk=row.pk)
    assert (found.name, found.note) == ("Cleo", "") and found.updated_at > OLD


def test_a_row_that_is_saved_twice_is_saved_whole(world: World) -> None:
    row = _contact(world)
    row.save()
    row.name = "Cleo"
    row.save()
    assert Contact.objects.get(pk=row.pk).name == "Cleo"


def test_a_copy_has_the_time_of_its_own_making(world: World) -> None:
    row = _aged(_contact(world))
    row.pk, row._state.adding = Contact._meta.pk.get_default(), True
    row.save(force_insert=True)
    assert row.updated_at == Contact.objects.get(pk=row.pk).updated_at > OLD


def test_updates_of_many_rows_stamp_each(world: World) -> None:
    row = _aged(_contact(world))
    Contact.objects.filter(brand=world.alder).update(note="x")
    assert Contact.objects.get(pk=row.pk).updated_at > OLD
    row = _aged(row)
    Contact.objects.bulk_update([Contact(pk=row.pk, note="y")], ["note"])
    assert Contact.objects.get(pk=row.pk).updated_at > OLD


def test_the_places_of_people_and_of_machines_are_stamped_too(world: World) -> None:
    for rows in (Membership.objects, Membership.with_machines):
        rows.filter(pk=world.analyst.pk).update(updated_at=OLD)
        rows.filter(pk=world.analyst.pk).update(epoch=3)
        assert Membership.objects.get(pk=world.analyst.pk).updated_at > OLD


def test_touching_writes_nothing_but_the_time(world: World) -> None:
    row = _aged(_contact(world))
    touch(Contact.objects.filter(pk=row.pk))
    found = Contact.objects.get(pk=row.pk)
    assert found.name == "Clara" and found.updated_at > OLD


def test_what_is_not_dated_is_not_stamped() -> None:
    assert stamp(AccessLog) == {}

"""What the room asks of its subjects is answered by speaking."""

from accounts.hooks import Hook
from incidents import hooks
from tests.incidents import scene
from tests.world import World


def test_the_room_is_told_what_is_said_in_public_as_its_reader_may_have_it(world: World) -> None:
    from incidents.speaking.services import answers

    incident = scene.opened(world)
    draft = answers.draft_free(
        member=world.analyst, incident=incident, channel="web", title="First", text="We know.", now=scene.after(1)
    )
    speaking = hooks.speaking.answer
    [shown], [hidden] = (speaking.cards(answers=[draft], member=one) for one in (world.manager, world.client))
    assert (shown.text, shown.approvals, shown.waiting_for) == ("We know.", [], "")
    assert hidden.text is None, "nobody asked them about it"


def test_every_question_of_the_room_has_somebody_who_answers() -> None:
    assert hooks.speaking in Hook.declared
    assert hooks.speaking.filled

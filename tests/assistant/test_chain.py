from dataclasses import replace

from assistant.chain import TurnState, build_chain
from assistant.types import Status


def marking(word: str, status: Status | None = None):
    def step(state: TurnState) -> TurnState:
        return replace(state, cleaned=state.cleaned + word, status=status or state.status)

    return step


def test_steps_run_in_order_and_are_timed() -> None:
    chain = build_chain({"one": marking("1"), "two": marking("2"), "three": marking("3")}, always=frozenset())
    state = chain.invoke(TurnState(question="问"))
    assert state.cleaned == "123"
    assert list(state.timings_ms) == ["one", "two", "three"]
    assert all(elapsed >= 0 for elapsed in state.timings_ms.values())


def test_settled_turn_passes_over_what_is_left_but_for_the_steps_that_always_run() -> None:
    steps = {"one": marking("1", Status.SMALLTALK), "two": marking("2"), "last": marking("L")}
    state = build_chain(steps, always=frozenset({"last"})).invoke(TurnState(question="问"))
    assert state.cleaned == "1L"
    assert "two" not in state.timings_ms


def test_steps_are_visible_by_name() -> None:
    chain = build_chain({"clean": marking("1"), "route": marking("2")}, always=frozenset())
    assert [node.name for node in chain.get_graph().nodes.values()][1:-1] == ["clean", "route"]

from collections.abc import Iterator

import pytest

from tests.assistant.rewording.stub_endpoint import StubEndpoint, stub_endpoint


@pytest.fixture
def stub() -> Iterator[StubEndpoint]:
    with stub_endpoint() as stub:
        yield stub

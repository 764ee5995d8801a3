"""The service asked by a program that reads its description and makes up requests, right and wrong (schemathesis)."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as examples
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.python.asgi import get_client
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from findings.api.http_app import make_app
from findings.api.openapi import description
from findings.settings import Settings

CHECKS = [
    *(not_a_server_error, status_code_conformance, content_type_conformance),
    *(response_headers_conformance, response_schema_conformance, negative_data_rejection),
]
SCHEMA = schemathesis.openapi.from_dict(description())
SCHEMA.config.checks.negative_data_rejection.expected_statuses = ["400", "401", "403", "404", "414"]
OPERATIONS = {result.ok().label: result.ok() for result in SCHEMA.get_all_operations()}


# Where nothing can be given, nothing wrong can be either.
ASKED = [
    (label, mode)
    for label, operation in OPERATIONS.items()
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or operation.query or operation.path_parameters
]


@pytest.mark.parametrize(("label", "mode"), ASKED, ids=[f"{label} {mode.value}" for label, mode in ASKED])
def test_every_answer_is_as_described(label: str, mode: GenerationMode, settings: Settings) -> None:
    operation: Any = OPERATIONS[label]

    @given(case=operation.as_strategy(generation_mode=mode))
    @examples(
        max_examples=15,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: schemathesis.Case) -> None:
        statuses.append(
            case.call_and_validate(base_url="http://localhost:8600", session=session, checks=CHECKS)
        )

    session = get_client(make_app(settings))
    statuses: list[Any] = []
    ask()
    assert statuses

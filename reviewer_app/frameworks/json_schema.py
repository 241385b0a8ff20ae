"""The JSON Schema of a framework file, so that editors complete and check it while it is written.

Draft 2020-12, made from the same models that load a file. What leads where (ids, rules, expressions) is beyond it and
told by `frameworks check`.
"""

from typing import Any, Final

from reviewer_app.frameworks.schema import Framework

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
FILE: Final = "framework.schema.json"


def json_schema() -> dict[str, Any]:
    """Give the schema: the models' own, with their docstrings as descriptions."""
    schema = Framework.model_json_schema()
    return {"$schema": DIALECT, "$id": FILE, **schema}

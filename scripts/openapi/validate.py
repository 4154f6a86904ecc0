"""Whether the description is OpenAPI 3.1, and its examples are what its schemas say: validate.py FILE"""

import sys

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

BASE = "urn:description"


def pointer(parts):
    return "#/" + "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def with_examples(value, parts=()):
    """Every place of the document that has a schema and examples for it."""
    if isinstance(value, dict):
        if "schema" in value and ("example" in value or "examples" in value):
            yield parts, value
        for key, member in value.items():
            if key not in ("example", "examples"):
                yield from with_examples(member, parts + (key,))
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from with_examples(element, parts + (index,))


def main(path):
    with open(path, encoding="utf-8") as file:
        document = yaml.safe_load(file)
    validate(document)
    registry = Registry().with_resource(BASE, Resource(document, DRAFT202012))
    resolver = registry.resolver(BASE)
    count = 0
    problems = []
    for parts, value in with_examples(document):
        examples = [value["example"]] if "example" in value else []
        for example in value.get("examples", {}).values():
            examples.append((resolver.lookup(example["$ref"]).contents if "$ref" in example else example)["value"])
        validator = Draft202012Validator(
            {"$ref": BASE + pointer(parts + ("schema",))}, registry=registry, format_checker=FormatChecker()
        )
        for example in examples:
            count += 1
            problems += [f"{pointer(parts)}: {error.message}" for error in validator.iter_errors(example)]
    if problems:
        sys.exit("\n".join(problems))
    print(f"{path}: OpenAPI {document['openapi']}, {len(document['paths'])} paths, {count} examples")


main(sys.argv[1])

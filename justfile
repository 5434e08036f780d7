# What can be done here. Each recipe is a step of bin/test or a command of the README.

export PATH := justfile_directory() / ".venv/bin:" + env("PATH")
export PYTHONPATH := justfile_directory()

# list what can be done
default:
    @just --list --unsorted

# start everything on http://127.0.0.1:8000
serve:
    bin/serve

# format code and templates, fix what can be fixed
fix:
    ruff check --fix -q guitu tests
    ruff format -q guitu tests
    djlint --reformat --quiet guitu/web

# every check that needs no test, each even if one before it failed
check:
    bin/test --checks

# all checks and tests
test *args:
    bin/test {{ args }}

# code is formatted
check-format:
    ruff format --check guitu tests

# code is clean
check-lint:
    ruff check guitu tests

# templates are formatted and clean
check-templates:
    djlint --check --quiet guitu/web
    djlint --lint --quiet guitu/web

# types agree
check-types:
    mypy

# imports only go down
check-imports:
    lint-imports --no-cache

# models and migrations agree
check-migrations:
    python manage.py makemigrations --check --dry-run --settings tests.settings

# rulebooks hold
check-rules:
    python -m guitu.runtime.cli check-rules

# what is true, without a database: seconds
test-domain *args:
    pytest tests/domain guitu/domain --doctest-modules {{ args }}

# everything that needs the database
test-database *args:
    pytest tests --ignore=tests/domain --ignore=tests/journeys -n 2 -m "not alone" {{ args }}

# what needs the whole database server, one after the other
test-alone *args:
    pytest tests --ignore=tests/domain --ignore=tests/journeys -m alone {{ args }}

# a person's day in a real browser
test-journeys *args:
    pytest tests/journeys {{ args }}

# the attacks that take long
test-nightly *args:
    GUITU_NIGHTLY=1 GUITU_FULL=1 pytest tests/nightly tests/web/api/test_contract.py tests/web/test_hostile_words.py tests/journeys/test_hostile_words.py {{ args }}

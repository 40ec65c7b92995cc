"""The binary under test: TROUPE_BINARY, or the release build."""
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BINARY = Path(os.environ.get("TROUPE_BINARY", ROOT / "build/release/troupe")).resolve()
COMMAND_TIMEOUT_S = 60
# What of the caller's surroundings would change the outcome.
SETTINGS = ("ALPACA_", "APCA_", "TROUPE_", "API_PORT", "WEBSOCKET_PORT", "FRONTEND_PORT",
            "DATABASE_URL", "REDIS_URL", "LOG_LEVEL")


def clean_environment(more=None):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
    return kept | (more or {})


def troupe(*arguments, environment=None, timeout_s=COMMAND_TIMEOUT_S, text_in=""):
    """Runs a command to its end; the result has returncode, stdout and stderr."""
    return subprocess.run([str(BINARY), *map(str, arguments)], capture_output=True, text=True,
                          input=text_in, env=clean_environment(environment), timeout=timeout_s,
                          cwd=ROOT, check=False)

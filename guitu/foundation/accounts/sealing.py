"""How the secrets of second factors are kept: sealed with a key that lies outside of the database.

django-allauth calls this adapter wherever it stores or reads the secret of one-time codes or recovery codes.
"""

import base64
import hashlib
import os

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_MARK = "g1:"  # the form of what is sealed, so that another can follow
_ABOUT = b"guitu second factor"


def _key() -> AESGCM:
    return AESGCM(hashlib.sha256(settings.FACTOR_KEY.encode()).digest())


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """What allauth asks of the site."""

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        nonce = os.urandom(12)
        return _MARK + base64.b64encode(nonce + _key().encrypt(nonce, text.encode(), _ABOUT)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret.

        Raises:
            ValueError: it is not ours, or was changed.
        """
        if not encrypted_text.startswith(_MARK):
            raise ValueError("not sealed")
        sealed = base64.b64decode(encrypted_text.removeprefix(_MARK))
        try:
            return _key().decrypt(sealed[:12], sealed[12:], _ABOUT).decode()
        except InvalidTag as error:
            raise ValueError("sealed with another key, or changed") from error

    def get_totp_issuer(self) -> str:
        """The name a phone shows beside the code: neutral, as on the sign-in page."""
        return "Guitu"

    def _get_site_name(self) -> str:
        return "Guitu"

    def get_public_key_credential_user_entity(self, user: object) -> dict[str, object]:
        """What a passkey keeps about its owner: the user name, not the person's."""
        entity: dict[str, object] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": entity["name"]}

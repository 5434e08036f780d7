"""How the secrets of second factors are kept: sealed with the installation's key, outside of the database.

django-allauth calls this adapter wherever it stores or reads the secret of one-time codes or recovery codes.
"""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter

from guitu.foundation.crypto import installation

_BOUND = b"mfa_authenticator.data"


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """What allauth asks of the site."""

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return base64.b64encode(installation.seal(text.encode(), _BOUND)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret.

        Raises:
            DomainError: "secret.damaged": it is not ours, or was changed.
        """
        return installation.unseal(base64.b64decode(encrypted_text), _BOUND).decode()

    def get_totp_issuer(self) -> str:
        """The name a phone shows beside the code: neutral, as on the sign-in page."""
        return "Guitu"

    def _get_site_name(self) -> str:
        return "Guitu"

    def get_public_key_credential_user_entity(self, user: object) -> dict[str, object]:
        """What a passkey keeps about its owner: the user name, not the person's."""
        entity: dict[str, object] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": entity["name"]}

"""What people do again and again: log in, find a deployment, download; and pictures at a desk's and a phone's width."""

import os
from pathlib import Path

import openpyxl
from playwright.sync_api import Page

from tests.serving.asking import PASSWORD

_PICTURES = Path(os.environ.get("NETRALITAS_TEST_PICTURES") or Path(__file__).parents[2] / ".ci" / "out" / "pictures")
_SCREENS = {"1280": (1280, 800), "390": (390, 844)}


def log_in(page: Page, name: str, password: str = PASSWORD) -> None:
    """Open the first page, which asks who one is, and answer."""
    page.goto("/")
    page.get_by_label("Nama akun").fill(name)
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk").click()


def keep_pictures(page: Page, name: str, *, whole: bool = False) -> None:
    """Keep a picture of the page at each width as ``<name>-<width>.png``; ``whole``: down to its end."""
    _PICTURES.mkdir(parents=True, exist_ok=True)
    for screen, (width, height) in reversed(_SCREENS.items()):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        page.screenshot(path=_PICTURES / f"{name}-{screen}.png", full_page=whole)


def open_deployment(page: Page, name: str) -> None:
    """Open a deployment of Prefect's interface by its name in the list."""
    page.goto("/v2/deployments")
    page.get_by_role("link", name=name, exact=True).click()


def download_workbook(page: Page, link: str, folder: Path) -> tuple[str, list[str]]:
    """Follow a link that downloads a workbook; return the file's name and its sheets as openpyxl opens them."""
    with page.expect_download() as downloading:
        page.get_by_role("link", name=link).click()
    name = downloading.value.suggested_filename
    downloading.value.save_as(folder / name)
    return name, openpyxl.load_workbook(folder / name).sheetnames

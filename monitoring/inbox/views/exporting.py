"""The inbox as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.brands.models import Brand
from accounts.pages import MemberRequest, page
from accounts.spreadsheets import BYTE_ORDER_MARK, csv_lines
from monitoring.inbox.services import exporting
from monitoring.inbox.views import saved_views


@require_safe
@page("mentions.see")
def inbox_file(request: MemberRequest) -> HttpResponse:
    """What the inbox shows under this address, as CSV."""
    looking, now = saved_views.looking(request), timezone.now()
    brand = Brand.objects.visible_to(request.member).filter(slug=looking.asked.given.get("brand", "")).first()
    filters = looking.asked.filters(brand=brand.pk if brand else None, user_id=request.member.user_id, now=now)
    rows = exporting.table(member=request.member, filters=filters, parsed=looking.parsed)
    # Without the mark Excel reads UTF-8 in the machine's own code page, and accents are lost.
    answer = HttpResponse(
        BYTE_ORDER_MARK + "".join(csv_lines(exporting.HEAD, rows)), content_type="text/csv; charset=utf-8"
    )
    name = f"mentions-{brand.slug if brand else request.tenant.slug}-{timezone.localdate():%Y-%m-%d}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

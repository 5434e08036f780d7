"""What goes wrong with files that come in and tables that go out."""

from typing import Final

from django.utils.translation import gettext_noop as _

EXITS: Final = {
    "upload.empty": _("文件是空的，没有保存。请重新选择一个文件。"),
    "upload.too-large": _("图片超过 %(most)s MB，没有保存。请缩小后再上传。"),
    "upload.too-many-pixels": _("图片超过 %(most)s 万像素，没有保存。请缩小后再上传。"),
    "upload.not-a-picture": _(
        "这不是可以读取的图片，没有保存。请用手机或扫描仪重新拍一张 JPEG、PNG 或 WebP 图片。"
    ),
    "file.unknown": _("文件已不在，可能已过期或已删除。请重新生成或上传。"),
    "export.unknown": _("没有找到这次导出，或者它不是您的。请从导出页面重新申请。"),
    "export.no-purpose": _("还没有说明用途。请选择一种用途后再导出。"),
    "export.no-form": _("没有这种格式。请选择 .xlsx 或 .csv。"),
    "export.no-columns": _("还没有选择列。请至少选择一列。"),
    "export.unknown-column": _("所选的列不在可导出的范围内。请刷新页面后重新选择。"),
    "export.nobody": _("按这个条件没有人可以导出，所以没有生成文件。请更换条件。"),
    "export.too-often": _("一天最多申请 %(most)s 次导出，今天已到上限。请明天再申请，或在系统内查看。"),
    "export.too-many": _("这次会导出 %(rows)s 人，超过一次最多 %(most)s 人。请按状态或单位分次导出。"),
    "export.needs-approval": _(
        "申请后人数增加，或您的单位、岗位变了，名单超过 %(most)s 人，须重新批准。请重新申请。"
    ),
    "export.own": _("不能批准自己申请的导出。请由另一单位或另一岗位的人批准。"),
    "export.same-unit-and-role": _(
        "批准人与申请人在同一单位、同一岗位，不能批准。请由另一单位或另一岗位的人批准。"
    ),
    "export.state": _("这次导出现在不能这样处理，它的状态已经变了。请刷新页面查看。"),
    "export.not-ready": _("文件还在生成。请稍后刷新页面。"),
    "export.expired": _("文件已过期或已下载过一次，已经删除。如仍需要，请重新申请。"),
    "export.rights-lost": _("您现在已无权导出这些人员，所以没有给出文件。如工作需要，请联系负责人。"),
}

"""Skills as codes, so that what somebody can do and what a post asks for are said in one vocabulary.

The list is ours (a Guitu proposal): it follows the posts that labour offices of counties publish most. A word
stands for the skill wherever it appears in a text, so words are long enough to mean nothing else.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple


class Skill(NamedTuple):
    """What a skill is called, and the words that mean it."""

    zh: str
    en: str
    words: tuple[str, ...]


def _s(zh: str, en: str, words: str) -> Skill:
    return Skill(zh, en, (zh, *words.split()))


SKILLS: Mapping[str, Skill] = MappingProxyType(
    {
        "driving": _s("驾驶", "Driving", "司机 驾驶员 驾照 驾驶证 货车 C1 B2 A2 driver"),
        "forklift": _s("叉车", "Forklift", "叉车工 铲车 装载机 forklift"),
        "excavator": _s("挖掘机", "Excavator", "挖机 推土机 压路机 excavator"),
        "welding": _s("焊接", "Welding", "电焊 焊工 气焊 氩弧焊 welder welding"),
        "electrics": _s("电工", "Electrical work", "水电工 电气 低压电工 配电 electrician"),
        "plumbing": _s("水暖", "Plumbing", "水管 管道工 水电安装 plumber"),
        "machining": _s("机械加工", "Machining", "车工 钳工 铣工 数控 CNC 车床 machinist"),
        "fitting": _s("装配", "Assembly", "组装 流水线 操作工 普工 装配工 生产工 assembly"),
        "packing": _s("包装", "Packing", "打包 包装工 分拣 packing"),
        "storage": _s("仓储", "Storage", "仓管 仓库 库管 理货 装卸 搬运 warehouse"),
        "delivery": _s("配送", "Delivery", "快递 外卖 骑手 送货 投递 courier"),
        "building": _s("建筑施工", "Building", "建筑工 泥瓦 瓦工 钢筋 架子工 砌筑 工地 mason"),
        "decorating": _s("装修", "Decorating", "油漆 粉刷 木地板 贴砖 吊顶 decorator"),
        "carpentry": _s("木工", "Carpentry", "木匠 家具制作 carpenter"),
        "vehicle_repair": _s("汽车维修", "Vehicle repair", "汽修 修车 钣金 洗车 摩托车维修 mechanic"),
        "appliance_repair": _s("家电维修", "Appliance repair", "家电 空调安装 空调维修 电器维修"),
        "phone_repair": _s("手机维修", "Phone repair", "手机贴膜 手机修理"),
        "cooking": _s("烹饪", "Cooking", "厨师 厨工 炒菜 帮厨 切配 中餐 cook chef"),
        "baking": _s("面点烘焙", "Baking", "面点 烘焙 糕点 蛋糕 早点 baker"),
        "waiting": _s("餐饮服务", "Waiting tables", "服务员 传菜 餐厅 waiter"),
        "hotel": _s("客房服务", "Hotel work", "客房 前台接待 酒店 hotel"),
        "cleaning": _s("保洁", "Cleaning", "清洁 环卫 保洁员 cleaner"),
        "housekeeping": _s("家政", "Housekeeping", "家政服务 钟点工 保姆 housekeeper"),
        "elder_care": _s("养老护理", "Care of the elderly", "护工 护理员 养老 陪护 carer"),
        "child_care": _s("育婴", "Child care", "育婴师 月嫂 托育"),
        "guarding": _s("保安", "Guarding", "安保 门卫 巡逻 秩序维护 guard"),
        "hairdressing": _s("美容美发", "Hair and beauty", "美发 理发 美容 美甲 hairdresser"),
        "sewing": _s("缝纫", "Sewing", "车位 缝纫工 裁剪 制衣 服装加工 sewing"),
        "handicraft": _s("手工", "Handicraft", "手工艺 编织 刺绣 竹编 串珠 handicraft"),
        "selling": _s("销售", "Selling", "导购 营业员 店员 售货 推销 sales"),
        "cashier": _s("收银", "Cashier", "收银员 cashier"),
        "customer_service": _s("客服", "Customer service", "话务 接线员 客户服务"),
        "e_commerce": _s("电子商务", "E-commerce", "电商 网店 直播 短视频 运营 e-commerce"),
        "office": _s("办公软件", "Office software", "文员 办公室 电脑操作 打字 Excel Word 内勤 clerk"),
        "bookkeeping": _s("会计", "Bookkeeping", "出纳 财务 记账 accountant"),
        "design": _s("设计制图", "Design", "平面设计 PS CAD 制图 广告设计"),
        "farming": _s("种植", "Farming", "农业 蔬菜 果园 大棚 采摘 茶园 farm"),
        "breeding": _s("养殖", "Animal breeding", "养鸡 养猪 水产 畜牧 饲养 breeding"),
        "gardening": _s("园林绿化", "Gardening", "绿化 园艺 花卉 苗木 gardener"),
        "property": _s("物业管理", "Property upkeep", "物业 物业维修 楼管"),
        "massage": _s("保健按摩", "Massage", "按摩 推拿 足疗"),
        "recycling": _s("再生资源回收", "Recycling", "废品回收 垃圾分类 拆解"),
    }
)  # fmt: skip
"""Every skill by its code."""

_LATIN = re.compile(r"[A-Za-z0-9-]+")


@lru_cache(maxsize=1)
def _pattern() -> tuple[re.Pattern[str], Mapping[str, str]]:
    by_word = {word.lower(): code for code, skill in SKILLS.items() for word in skill.words}
    # the longest word first: 汽车维修 is no 维修, 水电安装 no 电工
    words = sorted(by_word, key=lambda word: (-len(word), word))
    alternatives = (
        rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])" if _LATIN.fullmatch(word) else re.escape(word)
        for word in words
    )
    return re.compile("|".join(alternatives)), MappingProxyType(by_word)


def skills_in(*texts: str) -> frozenset[str]:
    """The codes of the skills that texts name, in either language; none where they name none.

    >>> sorted(skills_in("招电焊工2名，会开叉车优先"))
    ['forklift', 'welding']
    """
    pattern, by_word = _pattern()
    return frozenset(by_word[word] for text in texts for word in pattern.findall(text.lower()))


def known(codes: frozenset[str]) -> frozenset[str]:
    """Those of these codes that are in the list."""
    return codes & SKILLS.keys()

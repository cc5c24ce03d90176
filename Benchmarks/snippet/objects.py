import json

orders = {"items": []}
for i in range(1, 100_001):
    orders["items"].append({})
    orders["items"][i - 1]["id"] = i
    orders["items"][i - 1]["total"] = i * 3 % 101
total = 0
for _ in range(5):
    for order in orders["items"]:
        if order["total"] > 50:
            total = total + order["id"]
size = 0
for i in range(1, 20_001):
    payload = {}
    payload["id"] = i
    payload["customer"] = {}
    payload["customer"]["name"] = f"Customer {i}"
    payload["customer"]["vip"] = True
    payload["lines"] = [{}]
    payload["lines"][0]["sku"] = f"A{i}"
    payload["lines"][0]["count"] = i % 7
    payload["lines"].append({})
    payload["lines"][1]["sku"] = f"B{i}"
    payload["lines"][1]["count"] = 2
    text = json.dumps(payload, separators=(",", ":"))
    size = size + len(text)
print(total, size, len(json.dumps(orders, separators=(",", ":"))))
